package it;

class GreenTest {}
