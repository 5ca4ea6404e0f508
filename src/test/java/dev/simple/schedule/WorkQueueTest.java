package dev.simple.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkQueueTest {

    private static boolean any(WorkItem item) {
        return true;
    }

    private static List<WorkItem> items(String... classNames) {
        return Stream.of(classNames).map(WorkItem::firstRun).toList();
    }

    private static List<String> names(List<WorkItem> batch) {
        return batch.stream().map(WorkItem::className).toList();
    }

    private static List<List<String>> batches(WorkQueue queue) {
        List<List<String>> batches = new ArrayList<>();
        while (!queue.isEmpty()) {
            batches.add(names(queue.next(WorkQueueTest::any)));
        }
        return batches;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, false, ''",
        "10, 1, false, 10",
        "1, 4, false, 1",
        "4, 2, false, 1 1 1 1",
        "20, 2, false, 5 3 3 2 1 1 1 1 1 1 1",
        "10, 1, true, 1 1 1 1 1 1 1 1 1 1",
        "3, 2, true, 1 1 1"
    })
    void makesBatchesThatShrink(int classes, int workers, boolean single, String expected) {
        List<WorkItem> items = IntStream.range(0, classes)
                .mapToObj(i -> WorkItem.firstRun("a.C" + i))
                .toList();

        List<List<String>> batches = batches(new WorkQueue(items, workers, single, Map.of()));

        assertEquals(
                expected,
                String.join(
                        " ",
                        batches.stream()
                                .map(batch -> Integer.toString(batch.size()))
                                .toList()));
        assertEquals(names(items), batches.stream().flatMap(List::stream).toList());
    }

    @Test
    void keepsNestedClassesWithTheirOutermostClass() {
        WorkQueue queue = new WorkQueue(items("a.A", "a.A$B", "a.A$B$C", "a.AB", "a.D"), 2, true, Map.of());

        assertEquals(List.of(List.of("a.A", "a.A$B", "a.A$B$C"), List.of("a.AB"), List.of("a.D")), batches(queue));
    }

    @Test
    void doesNotJoinFamiliesOfDifferentPackages() {
        assertEquals(
                List.of(List.of("a.A"), List.of("b.A$B")),
                batches(new WorkQueue(items("a.A", "b.A$B"), 1, true, Map.of())));
    }

    @Test
    void givesFirstWhatWasPutBack() {
        WorkQueue queue = new WorkQueue(items("a.A", "a.B", "a.C"), 1, true, Map.of());
        List<WorkItem> taken = new ArrayList<>(queue.next(WorkQueueTest::any));
        taken.addAll(queue.next(WorkQueueTest::any));

        queue.putBack(taken);

        assertEquals(List.of(List.of("a.A"), List.of("a.B"), List.of("a.C")), batches(queue));
    }

    @Test
    void givesSuspectsAloneAndBeforeEverythingElse() {
        WorkQueue queue = new WorkQueue(items("a.A", "a.B", "a.B$C", "a.D", "a.E"), 1, false, Map.of());
        queue.putBackAlone(queue.next(WorkQueueTest::any));

        assertEquals(List.of(List.of("a.A"), List.of("a.B", "a.B$C"), List.of("a.D"), List.of("a.E")), batches(queue));
    }

    @Test
    void countsWhatIsOutstanding() {
        WorkQueue queue = new WorkQueue(items("a.A", "a.B", "a.C"), 1, true, Map.of());
        queue.putBackAlone(queue.next(WorkQueueTest::any));

        assertEquals(3, queue.size());
        queue.clear();
        assertTrue(queue.isEmpty());
        assertEquals(0, queue.size());
    }

    @Test
    void leavesForTheEndWhatIsToBeAlone() {
        WorkQueue queue = new WorkQueue(List.of(WorkItem.firstRun("p.A"), WorkItem.firstRun("p.B")), 1, true, Map.of());
        WorkItem killed = queue.next(WorkQueueTest::any).get(0);
        queue.putBackLast(killed);

        assertEquals(List.of(WorkItem.firstRun("p.B")), queue.next(WorkQueueTest::any));
        assertTrue(queue.isNextAlone());
        assertEquals(1, queue.size());
        assertEquals(List.of(killed.withNothingBeside()), queue.next(WorkQueueTest::any));
        assertTrue(queue.isEmpty());
        assertFalse(queue.isNextAlone());
    }
}
