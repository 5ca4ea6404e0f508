package dev.simple.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardTest {

    private static Map<String, String> gitLab(String index, String total) {
        return Map.of("CI_NODE_INDEX", index, "CI_NODE_TOTAL", total);
    }

    private static WrittenValue written(String text) {
        return new WrittenValue("simple.shard", text);
    }

    @Test
    void isWrittenAsNumberAndTotal() {
        assertEquals(new Shard(2, 5), Shard.of(written(" 2/5 "), gitLab("1", "3")));
    }

    @Test
    void isThatOfTheEnvironmentIfAskedFor() {
        assertEquals(new Shard(1, 3), Shard.of(written("ci"), gitLab("1", "3")));
    }

    @Test
    void isNoneWhereTheEnvironmentNamesNone() {
        assertNull(Shard.of(written("ci"), Map.of()));
        assertNull(Shard.of(written("ci"), Map.of("CI_NODE_TOTAL", "1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/5", "6/5", "1/0", "2", "2/", "/5", "a/b", "2/5/7", "-1/5", "1/99999999999", "", "CI"})
    void isRefusedIfThereIsNoSuchShard(String text) {
        assertEquals(
                "The value '" + text + "' of simple.shard is not a shard. Write its number and how many there are, such"
                        + " as 2/5, or ci for CI_NODE_INDEX and CI_NODE_TOTAL.",
                Refusal.of(() -> Shard.of(written(text), Map.of())));
    }

    @Test
    void isRefusedIfTheEnvironmentCountsFromZero() {
        assertEquals(
                "The value '0/3' of CI_NODE_INDEX/CI_NODE_TOTAL is not a shard. simple.shard=ci needs both, and counts"
                        + " from 1 as GitLab does. Elsewhere, write simple.shard with the numbers.",
                Refusal.of(() -> Shard.of(written("ci"), gitLab("0", "3"))));
    }
}
