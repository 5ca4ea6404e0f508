def log = new File(basedir, 'build.log').text

assert log.contains('Unknown parameter of simple-maven-plugin forksCount. Did you mean forkCount?')
assert !log.contains('Running it.GreenTest')
