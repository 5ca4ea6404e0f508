package it;

class Helper {}
