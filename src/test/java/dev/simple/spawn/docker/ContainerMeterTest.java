package dev.simple.spawn.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What engines tell, of which no machine gives every shape. */
class ContainerMeterTest {

    private final ContainerMeter meter = new ContainerMeter();

    private void tell(String json) throws IOException {
        meter.onNext(DefaultDockerClientConfig.createDefaultConfigBuilder()
                .build()
                .getObjectMapper()
                .readValue(json.replace('\'', '"'), Statistics.class));
    }

    private void assertMeasured(Duration cpuTime, long memory, long peakMemory, long readBytes, long writtenBytes) {
        assertEquals(cpuTime, meter.cpuTime());
        assertEquals(memory, meter.memory());
        assertEquals(peakMemory, meter.peakMemory());
        assertEquals(readBytes, meter.readBytes());
        assertEquals(writtenBytes, meter.writtenBytes());
    }

    @Test
    void readsWhatAnEngineWithControlGroupsOfVersion1Tells() throws IOException {
        tell("""
                {'cpu_stats': {'cpu_usage': {'total_usage': 2500000000, 'percpu_usage': [2000000000, 500000000]}},
                 'memory_stats': {'usage': 3000, 'max_usage': 5000,
                   'stats': {'total_inactive_file': 1000, 'inactive_file': 1000}},
                 'blkio_stats': {'io_service_bytes_recursive': [
                   {'major': 8, 'minor': 0, 'op': 'Read', 'value': 100},
                   {'major': 8, 'minor': 0, 'op': 'Write', 'value': 20},
                   {'major': 8, 'minor': 0, 'op': 'Sync', 'value': 70},
                   {'major': 8, 'minor': 0, 'op': 'Total', 'value': 120},
                   {'major': 8, 'minor': 16, 'op': 'Read', 'value': 1},
                   {'major': 8, 'minor': 16, 'op': 'Write', 'value': 2}]}}
                """);

        assertMeasured(Duration.ofMillis(2500), 2000, 5000, 101, 22);
    }

    @Test
    void readsWhatAnEngineWithControlGroupsOfVersion2Tells() throws IOException {
        tell("""
                {'cpu_stats': {'cpu_usage': {'total_usage': 1000000000}},
                 'memory_stats': {'usage': 3000, 'stats': {'inactive_file': 1000, 'anon': 1500}},
                 'blkio_stats': {'io_service_bytes_recursive': [
                   {'major': 254, 'minor': 0, 'op': 'read', 'value': 100},
                   {'major': 254, 'minor': 0, 'op': 'write', 'value': 20}],
                   'io_serviced_recursive': null}}
                """);

        assertMeasured(Duration.ofSeconds(1), 2000, 3000, 100, 20);
    }

    @Test
    void keepsWhatWasToldWhenTheContainerHasEnded() throws IOException {
        tell("""
                {'cpu_stats': {'cpu_usage': {'total_usage': 1000000000}}, 'memory_stats': {'usage': 3000, 'stats': {}},
                 'blkio_stats': {'io_service_bytes_recursive': [
                   {'op': 'read', 'value': 100}, {'op': 'write', 'value': 20}]}}
                """);

        tell("""
                {'cpu_stats': {'cpu_usage': {'total_usage': 0}}, 'memory_stats': {},
                 'blkio_stats': {'io_service_bytes_recursive': null}}
                """);

        assertMeasured(Duration.ofSeconds(1), 0, 3000, 100, 20);
    }

    @Test
    void takesWhatIsMissingForNothing() throws IOException {
        tell("{}");
        tell("{'cpu_stats': {}, 'memory_stats': {'usage': 7}, 'blkio_stats': {}}");

        assertMeasured(Duration.ZERO, 7, 7, 0, 0);
    }
}
