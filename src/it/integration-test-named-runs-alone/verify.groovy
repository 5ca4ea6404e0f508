def summary = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/failsafe-reports/failsafe-summary.xml'))

assert summary.completed == '1'
assert new File(basedir, 'target/surefire-reports/TEST-it.GreenTest.xml').isFile()
