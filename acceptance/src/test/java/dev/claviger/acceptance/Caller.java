package dev.claviger.acceptance;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks again and again on one connection, until an answer says that it was the last; then on another. Repeats nothing: whatever fails has failed. */
final class Caller implements Runnable {

    private static final long PAUSE_MILLIS = 5;

    private final Balancer balancer;
    private final byte[] request;
    private volatile boolean stopped;
    private volatile int answered;

    Caller(Balancer balancer, String request) {
        this.balancer = balancer;
        this.request = request.getBytes(StandardCharsets.US_ASCII);
    }

    void stop() {
        stopped = true;
    }

    int answered() {
        return answered;
    }

    @Override
    public void run() {
        try {
            while (!stopped) {
                onOneConnection();
            }
        } catch (IOException e) {
            throw new IllegalStateException("after " + answered + " answers", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void onOneConnection() throws IOException, InterruptedException {
        try (Socket connection = balancer.connect()) {
            connection.setSoTimeout(20_000);
            boolean last = false;
            while (!last && !stopped) {
                connection.getOutputStream().write(request);
                Wire answer = Wire.read(connection.getInputStream());
                if (answer.status() != 200) {
                    throw new IOException(answer.toString());
                }
                answered++;
                last = answer.header("Connection").equalsIgnoreCase("close");
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }
}
