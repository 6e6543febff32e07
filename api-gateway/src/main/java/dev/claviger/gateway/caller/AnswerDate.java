package dev.claviger.gateway.caller;

import dev.claviger.contract.HttpDate;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/** When an answer was made (RFC 9110 §6.6.1). An upstream's word for it passes; where it gave none, or none was asked, it is the gateway's time. */
public final class AnswerDate {

    private final HttpDate date = new HttpDate();
    /** Two threads that make one at the same time make the same. */
    private Told told = new Told("", AsciiString.EMPTY_STRING);

    /** The same text in the form in which it goes out. */
    private record Told(String text, AsciiString value) {
    }

    /** To be called when nothing else will change the answer's head. */
    public void settle(MultiMap answer) {
        if (!answer.contains(HttpHeaders.DATE)) {
            answer.add(HttpHeaders.DATE, now());
        }
    }

    private CharSequence now() {
        String text = date.at(System.currentTimeMillis());
        Told last = told;
        if (last.text != text) {
            last = new Told(text, new AsciiString(text));
            told = last;
        }
        return last.value;
    }
}
