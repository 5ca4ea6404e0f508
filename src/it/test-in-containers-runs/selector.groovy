// The tests with containers, which have run before, have made the image where there is an engine.
def found = false
try {
    def inspection = ['docker', 'image', 'inspect', "localhost/simple-test:jdk-${Runtime.version().feature()}"].execute()
    inspection.waitForOrKill(30_000)
    found = inspection.exitValue() == 0
} catch (IOException e) {
    println "There is no docker here: ${e.message}"
}
assert found || System.getProperty('simple.it.docker') != 'required'
return found
