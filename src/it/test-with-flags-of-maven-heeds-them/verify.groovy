def log = new File(basedir, 'build.log').text
def boundary = log.indexOf('[DEBUG]')
def quiet = log.substring(0, boundary)
def everything = log.substring(boundary)

assert quiet.contains('RedTest.fails:11 expected: <4> but was: <3>')
assert quiet.contains('Tests run: 2, Failures: 1, Errors: 0, Skipped: 0')
assert !quiet.contains('[INFO]')

assert everything =~ /\[DEBUG\] Test JVM: .*java -Dof\.arguments=yes/
assert everything =~ /\[DEBUG\] Class path of the tests:\R\[DEBUG\]   .*test-classes\R/
assert everything.contains('Tests run: 1, Failures: 0, Errors: 0, Skipped: 0')
return true
