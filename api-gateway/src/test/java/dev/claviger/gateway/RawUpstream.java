package dev.claviger.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An upstream down to its bytes: it reads one request after the other, remembers it, and does with the connection what a test says. */
final class RawUpstream implements AutoCloseable {

    static final Behaviour OK = (request, connection) -> write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nraw");

    /** What to do when a request has come. A closed connection is not read from again. */
    interface Behaviour {
        void answer(Request request, Socket connection) throws IOException;
    }

    /**
     * A request as it arrived.
     *
     * @param connection which one, from 1
     * @param number on that connection, from 1
     */
    record Request(int connection, int number, String head) {

        String line() {
            return head.lines().findFirst().orElse("");
        }

        String header(String name) {
            return head.lines().filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1)).map(line -> line.substring(name.length() + 1).trim())
                    .findFirst().orElse(null);
        }
    }

    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour;

    RawUpstream(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        this.server = new ServerSocket(0, 512, InetAddress.getByName("127.0.0.1"));
        Thread accepting = new Thread(this::accept, "raw-upstream");
        accepting.setDaemon(true);
        accepting.start();
    }

    static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    void behave(Behaviour next) {
        behaviour = next;
    }

    List<Request> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    /** How many connections the other side has ended. */
    int left() {
        return left.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                open.add(connection);
                int number = connections.incrementAndGet();
                Thread serving = new Thread(() -> serve(connection, number));
                serving.setDaemon(true);
                serving.start();
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket connection, int number) {
        try (connection) {
            for (int request = 1; !connection.isClosed(); request++) {
                Request read = new Request(number, request, read(connection.getInputStream()));
                requests.add(read);
                behaviour.answer(read, connection);
            }
        } catch (IOException | UncheckedIOException ended) {
            left.incrementAndGet();
        } finally {
            open.remove(connection);
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection ended");
            }
            head.write(next);
        }
        Request request = new Request(0, 0, head.toString(StandardCharsets.ISO_8859_1));
        String length = request.header("Content-Length");
        if (length != null) {
            in.readNBytes(Integer.parseInt(length));
        }
        return request.head();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket connection : open) {
            connection.close();
        }
    }
}
