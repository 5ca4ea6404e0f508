package dev.simple.config;

/** How many characters must be inserted, deleted, replaced, or swapped with their neighbour to get from text to text. */
final class EditDistance {

    private EditDistance() {}

    static int between(String from, String to) {
        int[][] distances = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    distances[i][j] = i + j;
                    continue;
                }
                int replacement = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int distance = Math.min(
                        distances[i - 1][j - 1] + replacement, Math.min(distances[i - 1][j], distances[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    distance = Math.min(distance, distances[i - 2][j - 2] + 1);
                }
                distances[i][j] = distance;
            }
        }
        return distances[from.length()][to.length()];
    }
}
