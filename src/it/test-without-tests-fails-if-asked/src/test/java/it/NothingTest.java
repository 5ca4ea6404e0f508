package it;

class NothingTest {}
