package it

import io.kotest.core.spec.style.BehaviorSpec
import io.kotest.matchers.shouldBe

class AddingSpec :
    BehaviorSpec({
        given("two numbers") {
            `when`("they are added") {
                then("the sum comes out") { 1 + 2 shouldBe 3 }
                xthen("the sum is told as a word") { "three" shouldBe "3" }
            }
        }
    })
