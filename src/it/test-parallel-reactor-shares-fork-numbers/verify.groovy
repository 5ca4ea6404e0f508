import groovy.json.JsonSlurper

['first', 'second', 'third'].each { module ->
    def results = new JsonSlurper().parse(new File(basedir, "$module/target/simple-reports/results.json"))
    assert results.counts == [tests: 2, failures: 0, errors: 0, skipped: 0, flaky: 0]
    assert results.classes*.name.sort() == ["it.${module}.LeftTest".toString(), "it.${module}.RightTest".toString()]
    assert new File(basedir, "$module/target/surefire-reports/TEST-it.${module}.LeftTest.xml").isFile()
}
assert !new File(basedir, 'target/simple-reports').exists()
