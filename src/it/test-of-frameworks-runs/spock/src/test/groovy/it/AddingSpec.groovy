package it

import spock.lang.Ignore
import spock.lang.Shared
import spock.lang.Specification

class AddingSpec extends Specification {

    @Shared started = 0

    def setupSpec() {
        started++
    }

    def "#a and #b make #sum"() {
        expect:
        a + b == sum
        started == 1

        where:
        a | b || sum
        1 | 2 || 3
        2 | 3 || 5
    }

    def "a list that grows is longer"() {
        given:
        def list = [1]

        when:
        list << 2

        then:
        list.size() == old(list.size()) + 1
    }

    @Ignore('It is written later.')
    def "numbers are told as words"() {
        expect:
        false
    }
}
