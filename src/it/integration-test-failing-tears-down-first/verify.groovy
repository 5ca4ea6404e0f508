def log = new File(basedir, 'build.log').text
def summary = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/failsafe-reports/failsafe-summary.xml'))

assert new File(basedir, 'target/torn-down/it/RedIT.java').isFile()
assert summary.@result == '255'
assert [summary.completed, summary.errors, summary.failures]*.text() == ['2', '0', '1']
assert log =~ /Failed to execute goal dev\.simple:simple-maven-plugin:[^:]+:verify /
assert log.contains('There are test failures: 1 failure and 0 errors in 2 tests. First: RedIT.fails')
