package it;

class Answer {}
