import groovy.json.JsonSlurper

def log = new File(basedir, 'build.log').text
def results = new JsonSlurper().parse(new File(basedir, 'target/simple-reports/results.json'))

assert log.contains('The class ran longer than 2s (profile quick) and was ended.')
assert log.contains('The spec file ran longer than 2s (the header of the file, profile slow) and was ended.')
assert results.classes.collectEntries { [it.name, it.profile] } == ['it.QuickTest': 'quick', 'header.sh': 'slow']
