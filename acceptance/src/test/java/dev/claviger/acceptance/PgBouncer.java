package dev.claviger.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PgBouncer before the installation's PostgreSQL, configured by the file that operators are given. */
final class PgBouncer implements AutoCloseable {

    /** Fewer than the services' own connections, so that they have to share. */
    static final int POOL_SIZE = 3;
    /** How PostgreSQL knows a connection that comes through here: by the name of whoever had it last, and from where that one came. */
    static final String THROUGH_HERE = "application_name like '% - 127.0.0.1:%'";
    /** It refuses to run as root. */
    private static final String NOBODY = "nobody";

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** A test that needs it is skipped where it is not installed. */
    static PgBouncer before(TestClaviger claviger, Path folder) throws IOException {
        Path program = Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(path -> Path.of(path, "pgbouncer"))
                .filter(Files::isExecutable).findFirst().or(() -> Stream.of(Path.of("/usr/sbin/pgbouncer")).filter(Files::isExecutable).findFirst()).orElse(null);
        assumeTrue(program != null, "pgbouncer is not installed: nothing is tried through it");
        int port = freePort();
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        Path users = write(folder.resolve("userlist.txt"), users(claviger), isRoot);
        Path ini = write(folder.resolve("pgbouncer.ini"), settings(claviger, port, users), isRoot);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> command = new ArrayList<>(List.of(program.toString(), "-q"));
        if (isRoot) {
            command.addAll(List.of("-u", NOBODY));
        }
        command.add(ini.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("pgbouncer.log").toFile()).start();
        PgBouncer started = new PgBouncer(process, port);
        claviger.await(Duration.ofSeconds(5), started::listens);
        return started;
    }

    /** As services are told it. */
    String url(String database) {
        return "postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static String settings(TestClaviger claviger, int port, Path users) throws IOException {
        String shipped = Files.readString(Path.of(System.getProperty("claviger.home"), "deploy/pgbouncer/pgbouncer.ini"));
        return shipped.replace("host=db.internal port=5432", "host=127.0.0.1 port=" + claviger.installation().blueprint().ports().database())
                .replace("listen_addr = *", "listen_addr = 127.0.0.1").replace("listen_port = 6432", "listen_port = " + port)
                .replace("/etc/pgbouncer/userlist.txt", users.toString()).replace("default_pool_size = 10", "default_pool_size = " + POOL_SIZE + "\napplication_name_add_host = 1");
    }

    private static String users(TestClaviger claviger) {
        StringBuilder users = new StringBuilder();
        for (String role : List.of("claviger_credential", "claviger_token")) {
            users.append('"').append(role).append("\" \"").append(claviger.installation().secrets().databasePassword(role)).append("\"\n");
        }
        return users.toString();
    }

    private static Path write(Path file, String text, boolean isRoot) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
        if (isRoot) {
            Files.setOwner(file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
        }
        return file;
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 200);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0)) {
            return any.getLocalPort();
        }
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
