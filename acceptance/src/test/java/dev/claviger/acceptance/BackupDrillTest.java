package dev.claviger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.claviger.quickstart.installation.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drill that docs/operations/backup-and-restore.md describes, line by line, on a PostgreSQL of the operating system's. */
class BackupDrillTest {

    private static final Path HOME = Path.of(System.getProperty("claviger.home"));
    private static final Pattern LINES = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;
    private Path programs;
    private Map<String, String> environment;

    @BeforeEach
    void start() throws Exception {
        programs = installed();
        String port = String.valueOf(Ports.free().database());
        environment = Map.of("PATH", programs + ":" + System.getenv("PATH"), "PGHOST", "127.0.0.1", "PGPORT", port, "PGUSER", "postgres", "LC_ALL", "C");
        // It refuses to run as root, and believes that whoever has a user namespace of his own is not.
        server("initdb --no-sync --auth=trust --username=postgres --pgdata=data");
        server("pg_ctl --wait --pgdata=data --log=server.log --options=\"-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off\" start");
        for (String[] each : new String[][] {{"claviger_credential", "credential-service"}, {"claviger_token", "token-service"}}) {
            run("createuser " + each[0] + " && createdb --owner=" + each[0] + " " + each[0]);
            for (Path migration : migrations(each[1])) {
                run("psql --quiet --set=ON_ERROR_STOP=1 --single-transaction --username=" + each[0] + " --file='" + migration + "' " + each[0]);
            }
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (environment != null) {
            server("pg_ctl --wait --mode=immediate --pgdata=data stop");
        }
    }

    @Test
    @DisplayName("after the documented lines the data are those of the backup, in their partitions, and the feed is another one, later than all told before")
    void the_documented_lines_do_what_they_say() throws Exception {
        ask("claviger_credential", "insert into tenant (id, name, created_at, version) values ('kept', 'Kept', now(), 0)");
        ask("claviger_credential", "insert into audit_entry (at, actor, action, changed) values (now(), 'a', 'b', '{}'), (now() - interval '2 months', 'c', 'd', '{}')");
        ask("claviger_token", "insert into refresh_grant (grant_id, tenant_id, client_id, credential_id, position, issued_at, scopes, by_token_alone, expires_at)"
                + " values ('g', 'kept', 'c', 's', 1, now(), '{}', false, now() + interval '1 day')");
        String feed = ask("claviger_credential", "select id from feed");
        List<String> steps = steps();

        run(steps.get(0));
        ask("claviger_credential", "delete from tenant");
        long told = Long.parseLong(ask("claviger_credential", "update feed set position = position + 1000 returning position"));
        run(steps.get(1));
        assertThat(ask("claviger_credential", "select id from tenant")).isEqualTo("kept");
        assertThat(ask("claviger_credential", "select id from feed")).isEqualTo(feed);
        String accepted = run(steps.get(2));

        assertThat(accepted).isNotEqualTo(feed).isEqualTo(ask("claviger_credential", "select id from feed"));
        assertThat(Long.parseLong(ask("claviger_credential", "select position from feed"))).isGreaterThan(told);
        assertThat(ask("claviger_credential", "select count(*) from live_revocation where subject = '*' and issued_before > now()")).isEqualTo("1");
        assertThat(ask("claviger_credential", "select string_agg(action || ' in ' || tableoid::regclass, ', ' order by id) from audit_entry"))
                .isEqualTo("b in audit_entry_first, d in audit_entry_first, restore.accepted in audit_entry_first");
        assertThat(ask("claviger_token", "select count(*) from refresh_grant where ended_at is null")).isEqualTo("0");
    }

    private static List<String> steps() throws IOException {
        Matcher lines = LINES.matcher(Files.readString(HOME.resolve("docs/operations/backup-and-restore.md")));
        List<String> steps = new ArrayList<>();
        while (lines.find()) {
            steps.add(lines.group(1));
        }
        return steps;
    }

    private static List<Path> migrations(String module) throws IOException {
        try (Stream<Path> files = Files.list(HOME.resolve(module).resolve("src/main/resources/db/migration"))) {
            return files.map(file -> file.toAbsolutePath().normalize())
                    .sorted(Comparator.comparing(file -> Integer.valueOf(file.getFileName().toString().replaceAll("V([0-9]+)__.*", "$1")))).toList();
        }
    }

    /** Debian's and Red Hat's folders; the newest version. */
    private static Path installed() throws IOException {
        List<Path> candidates = new ArrayList<>();
        for (Path parent : List.of(Path.of("/usr/lib/postgresql"), Path.of("/usr"))) {
            if (Files.isDirectory(parent)) {
                try (Stream<Path> versions = Files.list(parent)) {
                    versions.filter(version -> parent.endsWith("postgresql") || version.getFileName().toString().startsWith("pgsql-")).map(version -> version.resolve("bin"))
                            .filter(bin -> Files.isExecutable(bin.resolve("initdb"))).sorted(Comparator.reverseOrder()).forEach(candidates::add);
                }
            }
        }
        assumeTrue(!candidates.isEmpty(), "PostgreSQL's programs are not installed: the drill is not run");
        return candidates.get(0);
    }

    private String ask(String database, String sql) throws Exception {
        return run("psql --quiet --no-align --tuples-only --set=ON_ERROR_STOP=1 --command=\"" + sql + "\" " + database);
    }

    private void server(String command) throws Exception {
        run("root".equals(System.getProperty("user.name")) ? "unshare -U " + command : command);
    }

    private String run(String lines) throws Exception {
        Path err = Files.createTempFile(folder, "said", ".txt");
        Path out = Files.createTempFile(folder, "said", ".out");
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-euc", lines).directory(folder.toFile()).redirectError(err.toFile()).redirectOutput(out.toFile());
        shell.environment().putAll(environment);
        int status = shell.start().waitFor();
        assertThat(status).as(lines + "\n" + Files.readString(err)).isZero();
        return Files.readString(out).strip();
    }
}
