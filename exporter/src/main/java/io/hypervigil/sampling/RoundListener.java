package io.hypervigil.sampling;

/**
 * Is told what the rounds of all probes give.
 *
 * <p>Thread: any.
 */
@FunctionalInterface
public interface RoundListener {

    /** Listens to nothing. */
    RoundListener NONE = (_, _) -> Rounds.IGNORED;

    /** Who is told of the rounds of a probe that starts. */
    Rounds probe(String collector, String probe);

    /** The rounds of one probe. Thread: any, what is told may overlap. */
    interface Rounds extends AutoCloseable {

        /** Tells nobody. */
        Rounds IGNORED =
                new Rounds() {
                    @Override
                    public void sampled(Snapshot snapshot) {}

                    @Override
                    public void lost() {}

                    @Override
                    public void close() {}
                };

        /** A round gave samples. */
        void sampled(Snapshot snapshot);

        /** The last samples are served no more: the source failed, is gone, or hangs for long. */
        void lost();

        /** The probe ends. */
        @Override
        void close();
    }
}
