package dev.claviger.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The comments on an interface's methods. Class files do not keep them, so they come from the source file. */
final class Javadoc {

    private final String source;

    private Javadoc(String source) {
        this.source = source;
    }

    static Javadoc of(Path module, Class<?> type) {
        Class<?> outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        try {
            return new Javadoc(Files.readString(module.resolve("src/main/java").resolve(outermost.getName().replace('.', '/') + ".java")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands above the method without arguments, on one line, as Markdown. */
    String of(String method) {
        Pattern commented = Pattern.compile("/\\*\\*((?:(?!\\*/).)*?)\\*/(?:\\s*@\\w+(?:\\([^)]*\\))?)*\\s*[\\w<>,.? ]+\\s" + method + "\\(\\);",
                Pattern.DOTALL);
        Matcher comment = commented.matcher(source);
        if (!comment.find()) {
            return "";
        }
        return comment.group(1).replaceAll("(?m)^\\s*\\* ?", "").replaceAll("\\s+", " ").strip()
                .replaceAll("\\{@(?:code|link) #?((?:[^{}]|\\{[^{}]*})*)}", "`$1`");
    }
}
