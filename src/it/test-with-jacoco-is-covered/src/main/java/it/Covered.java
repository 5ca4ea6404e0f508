package it;

class Covered {

    static int byTheFirst() {
        return 1;
    }

    static int beforeAnExit() {
        return 2;
    }

    static int byTheLast() {
        return 3;
    }

    static int byAnIntegrationTest() {
        return 4;
    }
}
