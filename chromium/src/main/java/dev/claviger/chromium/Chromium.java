package dev.claviger.chromium;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A Chromium of this machine, driven from here: the one {@code CHROMIUM_PATH} names, one on the PATH, or one that Playwright has installed. */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable) {
        ClassLoader ours = Thread.currentThread().getContextClassLoader();
        // Playwright looks for its driver by the thread's loader, and can unpack it from a plain jar only.
        Thread.currentThread().setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            playwright = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright.chromium().launch(new LaunchOptions().setExecutablePath(executable));
        } finally {
            Thread.currentThread().setContextClassLoader(ours);
        }
    }

    /** Empty on a machine that has none. */
    public static Optional<Chromium> find() {
        return Stream.of(named(), onThePath(), installed()).flatMap(Optional::stream).findFirst().map(Chromium::new);
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Optional<Path> named() {
        return Optional.ofNullable(System.getenv("CHROMIUM_PATH")).map(Path::of).filter(Files::isExecutable);
    }

    private static Optional<Path> onThePath() {
        return Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name))).filter(Files::isExecutable).findFirst();
    }

    private static Optional<Path> installed() {
        Path folder = Path.of(System.getProperty("user.home"), ".cache/ms-playwright");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.find(folder, 3, (file, attributes) -> file.getFileName().toString().equals("chrome") && Files.isExecutable(file))) {
            return files.findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
