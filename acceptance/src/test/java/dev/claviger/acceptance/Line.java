package dev.claviger.acceptance;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A connection through a balancer, kept until an answer says that it was the last, or it breaks; then there is another. Nothing is repeated. */
final class Line implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private final Balancer balancer;
    private Socket socket;

    Line(Balancer balancer) {
        this.balancer = balancer;
    }

    /**
     * @param head request line and header lines, one a line
     * @throws Broken when no answer came
     */
    Wire exchange(String head, String body) throws Broken {
        try {
            if (socket == null) {
                socket = new Socket(balancer.address().getHost(), balancer.address().getPort());
                socket.setSoTimeout(PATIENCE_MILLIS);
            }
            String request = head.strip().replace("\n", "\r\n") + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            Wire answer = Wire.read(socket.getInputStream());
            if (answer.header("Connection").equalsIgnoreCase("close")) {
                close();
            }
            return answer;
        } catch (IOException noAnswer) {
            Optional<Backend> server = socket == null ? Optional.empty() : balancer.behind(socket.getLocalPort());
            close();
            throw new Broken(server, noAnswer);
        }
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // It is gone either way.
        } finally {
            socket = null;
        }
    }

    /** The connection ended, or was never made, before an answer. */
    static final class Broken extends IOException {

        private final transient Optional<Backend> server;

        private Broken(Optional<Backend> server, IOException cause) {
            super("no answer from " + server.map(Backend::toString).orElse("anybody") + ": " + cause.getMessage(), cause);
            this.server = server;
        }

        boolean isBy(Backend backend) {
            return server.filter(backend::equals).isPresent();
        }
    }
}
