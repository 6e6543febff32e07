package dev.claviger.gateway.limit.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import redis.embedded.RedisServer;

/** A real Redis of its own on a free port, which keeps nothing. */
public final class TestRedis implements AutoCloseable {

    private final int port;
    private final String password;
    private RedisServer server;

    private TestRedis(int port, String password) {
        this.port = port;
        this.password = password;
    }

    public static TestRedis started() throws IOException {
        return started(null);
    }

    static TestRedis started(String password) throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            TestRedis redis = new TestRedis(free.getLocalPort(), password);
            free.close();
            redis.start();
            return redis;
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    public void start() throws IOException {
        server = RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").settingIf(password != null, "requirepass " + password).build();
        server.start();
    }

    public void stop() throws IOException {
        server.stop();
    }

    /** One command in words; the answer as it comes, which must be short. */
    public String command(String words) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((words + "\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
