package io.hypervigil.alerting.disk;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps on disk, as a journal of its changes, a state that is held in memory too. A disk that
 * cannot be written stops nobody: that is logged when it begins and when it ends, and what was
 * missed is made up for by writing the whole state anew as soon as that works.
 *
 * <p>Thread: one at a time.
 */
public final class KeptState implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeptState.class);

    private final String what;
    private final Journal journal;
    private final Supplier<List<String>> whole;
    private String complaint = "";

    /**
     * Made for a journal that was read.
     *
     * @param what the state is, in a few words, for people
     * @param whole the lines that say all of the state as it is now
     */
    public KeptState(String what, Journal journal, Supplier<List<String>> whole) {
        this.what = what;
        this.journal = journal;
        this.whole = whole;
    }

    /** Adds what has changed in the state just now; whether it is on disk. */
    public boolean append(String line) {
        try {
            journal.append(List.of(line));
            if (isBehind()) {
                rewrite();
            }
            return true;
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    /** Makes up for what could not be written, if there is any. */
    public void catchUp() {
        if (isBehind()) {
            shorten();
        }
    }

    /** Writes the state anew, without what is out of date. */
    public void shorten() {
        try {
            rewrite();
        } catch (IOException e) {
            failed(e);
        }
    }

    private void rewrite() throws IOException {
        journal.rewrite(whole.get());
        if (isBehind()) {
            complaint = "";
            LOG.atInfo().addKeyValue("state", what).log("a state is kept on disk again");
        }
    }

    private void failed(IOException fault) {
        if (!isBehind()) {
            LOG.atError()
                    .addKeyValue("state", what)
                    .addKeyValue("error", fault.toString())
                    .log("a state cannot be kept on disk: it is held in memory only");
        }
        complaint = what + " cannot be written: " + fault;
    }

    private boolean isBehind() {
        return !complaint.isEmpty();
    }

    /** Why the state on disk is behind the one in memory; empty where it is not. */
    public String complaint() {
        return complaint;
    }

    /** How many lines the journal holds. */
    public long lines() {
        return journal.lines();
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
