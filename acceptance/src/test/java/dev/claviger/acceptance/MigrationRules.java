package dev.claviger.acceptance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a migration may not do while the version before still runs on the same database: take away or forbid what that one uses. A
 * statement that does is excused by a comment right above it: {@code -- unused since RELEASE: why}, of a release that is out, or
 * {@code -- compatible: why}, which the test of a rolling update then has to show.
 */
final class MigrationRules {

    private static final Map<Pattern, String> FORBIDDEN = new LinkedHashMap<>();
    /** Of what is only defined; that of {@code do} runs. */
    private static final Pattern BODY = Pattern.compile("create\\s+(?:or\\s+replace\\s+)?(?:function|procedure)\\s[^;]*?(\\$[a-z]*\\$).*?\\1",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern UNUSED = Pattern.compile("-- unused since (\\S+): .+");
    private static final Pattern COMPATIBLE = Pattern.compile("-- compatible: .+");

    static {
        forbid("\\bdrop (table|column|view|materialized view|type|sequence|function|schema|identity)\\b", "takes away what the version before uses");
        forbid("(\\balter table (if exists )?(only )?\\S+ |, ?)drop (?!constraint\\b)", "takes away what the version before uses");
        forbid("\\brename\\b", "the version before knows the old name only");
        forbid("\\balter( column)? \\S+ (set data )?type\\b", "the version before reads and writes the old type");
        forbid("\\bset not null\\b", "the version before may write nothing there");
        forbid("\\badd (column )?(if not exists )?\\S+ (?![^,;]*\\b(default|generated)\\b)[^,;]*\\bnot null\\b", "the version before writes nothing there");
        forbid("\\balter( column)? \\S+ drop default\\b", "the version before may rely on it");
        forbid("\\badd (constraint \\S+ )?(check|unique|primary key|foreign key|exclude)\\b", "the version before may break it");
        forbid("\\bcreate unique index\\b", "the version before may break it");
        forbid("\\btruncate\\b", "the version before still reads it");
        forbid("\\bcreate (constraint )?trigger\\b", "the version before does not expect it");
    }

    private final List<String> releases;

    /** @param releases those that are out */
    MigrationRules(List<String> releases) {
        this.releases = releases;
    }

    private static void forbid(String statement, String reason) {
        FORBIDDEN.put(Pattern.compile(statement, Pattern.DOTALL), reason);
    }

    /** What is wrong, one line each. */
    List<String> brokenBy(String migration) {
        List<String> broken = new ArrayList<>();
        for (String statement : BODY.matcher(migration).replaceAll("").split(";")) {
            String sql = statement.replaceAll("(?m)--.*$", " ").replaceAll("\\s+", " ").strip().toLowerCase(Locale.ROOT);
            FORBIDDEN.forEach((pattern, reason) -> {
                if (pattern.matcher(sql).find() && !excused(statement)) {
                    broken.add(sql + ": " + reason);
                }
            });
        }
        return broken.stream().distinct().toList();
    }

    private boolean excused(String statement) {
        Matcher unused = UNUSED.matcher(statement);
        return unused.find() ? releases.contains(unused.group(1)) : COMPATIBLE.matcher(statement).find();
    }
}
