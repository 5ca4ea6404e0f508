Feature: adding

  Scenario: two numbers
    When 1 and 2 are added
    Then it is 3

  Scenario Outline: more numbers
    When <first> and <second> are added
    Then it is <sum>

    Examples:
      | first | second | sum |
      | 1     | 1      | 2   |
      | 2     | 2      | 4   |
