package dev.claviger.quickstart.installation;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Stands in for a service: ready at once on its management port, or gone at once with a reason. */
public final class FakeService {

    private FakeService() {
    }

    public static void main(String[] words) throws IOException {
        if (Boolean.getBoolean("fake.fails")) {
            System.out.println("claviger.issuer must be https in production");
            System.exit(1);
        }
        Properties settings = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(URI.create(System.getProperty("quarkus.config.locations"))))) {
            settings.load(in);
        }
        int port = Integer.parseInt(settings.getProperty("quarkus.management.port"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    /** A built source tree in which every service is this one. */
    static Path home(Path folder) throws IOException {
        for (Service service : Service.values()) {
            Path jar = service.jar(folder);
            Files.createDirectories(jar.getParent());
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
            String file = FakeService.class.getName().replace('.', '/') + ".class";
            try (OutputStream out = Files.newOutputStream(jar); JarOutputStream entries = new JarOutputStream(out, manifest);
                    InputStream code = FakeService.class.getClassLoader().getResourceAsStream(file)) {
                entries.putNextEntry(new JarEntry(file));
                code.transferTo(entries);
            }
        }
        return folder;
    }
}
