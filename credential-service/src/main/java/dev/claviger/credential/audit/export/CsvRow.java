package dev.claviger.credential.audit.export;

import java.util.List;
import java.util.stream.Collectors;

/** One line of a CSV file (RFC 4180). */
final class CsvRow {

    private static final String END = "\r\n";
    /** What makes a spreadsheet take a cell for a formula, also behind spaces. */
    private static final String FORMULA = "=+-@\t\r\n|";

    private CsvRow() {
    }

    /** Null is an empty cell. */
    static String of(List<String> cells) {
        return cells.stream().map(CsvRow::cell).collect(Collectors.joining(",", "", END));
    }

    private static String cell(String text) {
        return text == null || text.isEmpty() ? "" : '"' + (isTakenForFormula(text) ? "'" + text : text).replace("\"", "\"\"") + '"';
    }

    private static boolean isTakenForFormula(String text) {
        String stripped = text.stripLeading();
        return !stripped.isEmpty() && FORMULA.indexOf(stripped.charAt(0)) >= 0 || FORMULA.indexOf(text.charAt(0)) >= 0;
    }
}
