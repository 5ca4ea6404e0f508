def log = new File(basedir, 'build.log').text
def report = new groovy.xml.XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-it.IndexedTest.xml'))

assert log.contains('Tests run: 1, Failures: 0')
assert report.testcase*.@name*.text() == ['computes[0: twice 1]', 'computes[1: twice 2]', 'computes[2: twice 3]']
