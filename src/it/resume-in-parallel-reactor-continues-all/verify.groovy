import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def shutdown = ~/Resource shutdown: disk space .* under the limit of 9000000 GiB for \d+ s\. \d of 2 test classes done\. Continue with: mvn simple:resume/
assert log =~ shutdown
// One guard: whoever had begun was ended for the same reason, at the same second.
assert (log =~ /under the limit of 9000000 GiB for (\d+) s\. \d of 2/).collect { it[1] }.unique().size() == 1
assert log.contains('No tests are started in this module. The build ends because of a resource shutdown in ')
assert log.count('Running it.third.ATest') == 1
['left', 'right'].each { assert log.count("Running it.${it}.ATest") == 1 }
[left: 2, right: 2, third: 1].each { module, tests ->
    def results = new JsonSlurper().parse(new File(basedir, "$module/target/simple-reports/results.json"))
    assert results.status == 'passed'
    assert results.counts.tests == tests
    assert !new File(basedir, "$module/target/simple-checkpoint.json").exists()
}
return true
