import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
assert log =~ /Resource shutdown: disk space .* under the limit of 9000000 GiB for \d+ s\. 1 of 3 test classes done\. Continue with: mvn simple:resume/
['first.ATest', 'first.CTest', 'second.ATest', 'second.CTest', 'third.ATest', 'third.CTest'].each {
    assert log.count("Running it.$it") == 1
}
assert log.count('Running it.second.BTest') == 2
assert log.contains('Resuming: 2 of 2 classes and files are done, 0 outstanding')
[first: 2, second: 3, third: 2].each { module, tests ->
    def results = new JsonSlurper().parse(new File(basedir, "$module/target/simple-reports/results.json"))
    assert results.status == 'passed'
    assert results.counts.tests == tests
    assert !new File(basedir, "$module/target/simple-checkpoint.json").exists()
}
return true
