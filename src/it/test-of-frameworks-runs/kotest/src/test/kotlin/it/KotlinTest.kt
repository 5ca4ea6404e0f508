package it

import kotlin.test.Test
import kotlin.test.assertEquals

class KotlinTest {
    @Test fun `adds two numbers`() = assertEquals(3, 1 + 2)
}
