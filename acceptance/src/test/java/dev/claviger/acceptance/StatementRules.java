package dev.claviger.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an SQL statement in a service's source may not do: leave to the table which columns it reads. A migration of the next release adds some
 * while this one runs, and PostgreSQL then refuses what was prepared before: "cached plan must not change result type" (0A000). All columns of a
 * subselect may be read, for that names its own. What is prepared by nobody is excused by a comment in the same Java statement: {@code // Every column: why}.
 */
final class StatementRules {

    /** What a Java statement is made of, as far as it matters here: text blocks and strings, characters, comments, its end. */
    private static final Pattern PART = Pattern.compile(
            "\"\"\"(?<block>(?:[^\\\\\"]|\\\\.|\"(?!\"\"))*+)\"\"\"|\"(?<string>(?:[^\"\\\\\\n]|\\\\.)*+)\"|'(?:[^'\\\\]|\\\\.)+'|(?<excuse>// Every column: .+)"
                    + "|//.*|/\\*(?s:.*?)\\*/|(?<end>;)");
    private static final Pattern SQL = Pattern.compile("\\b(select|returning)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ALL = Pattern.compile("(\\b(select|distinct|all|returning)\\s+|\\b(\\w+)\\.|,\\s*)\\*(?=\\s*(,|\\)|;|$|\\bfrom\\b|\\binto\\b))",
            Pattern.CASE_INSENSITIVE);

    /** The group of {@link #ALL} that says of which table. */
    private static final int OF = 3;

    private StatementRules() {
    }

    /** The statements that do not name their columns, as the strings of one Java statement in a row. */
    static List<String> brokenBy(String java) {
        List<String> broken = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        boolean excused = false;
        for (Matcher part = PART.matcher(java); part.find();) {
            excused |= part.group("excuse") != null;
            statement.append(text(part));
            if (part.group("end") != null) {
                if (!excused && leavesColumnsOpen(statement)) {
                    broken.add(statement.toString().strip());
                }
                statement.setLength(0);
                excused = false;
            }
        }
        return broken;
    }

    private static String text(Matcher part) {
        return part.group("block") != null ? part.group("block") : part.group("string") != null ? part.group("string") + ' ' : "";
    }

    private static boolean leavesColumnsOpen(CharSequence statement) {
        return SQL.matcher(statement).find() && ALL.matcher(statement).results().anyMatch(all -> !isOfSubselect(all.group(OF), statement));
    }

    private static boolean isOfSubselect(String name, CharSequence statement) {
        return name != null && Pattern.compile("\\)\\s*(as\\s+)?" + name + "\\b", Pattern.CASE_INSENSITIVE).matcher(statement).find();
    }
}
