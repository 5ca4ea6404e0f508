def log = new File(basedir, 'build.log').text

def origins = log.findAll(/argLine is from (.*)/) { it[1].trim() }

assert origins == ['own-configuration', 'command-line', 'Surefire', 'property']
