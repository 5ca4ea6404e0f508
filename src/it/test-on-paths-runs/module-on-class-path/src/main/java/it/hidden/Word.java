package it.hidden;

class Word {}
