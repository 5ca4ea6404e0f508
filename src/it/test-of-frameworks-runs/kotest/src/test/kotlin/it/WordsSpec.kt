package it

import io.kotest.core.spec.style.FunSpec
import io.kotest.matchers.shouldBe

class WordsSpec :
    FunSpec({
        context("of three letters") {
            listOf("one", "two", "six").forEach { word -> test("$word has three") { word.length shouldBe 3 } }
        }
        test("has no name of a class: nor a method") { true shouldBe true }
    })
