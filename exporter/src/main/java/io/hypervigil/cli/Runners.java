package io.hypervigil.cli;

/**
 * What the commands run.
 *
 * @param serve for {@code serve}
 * @param collect for {@code collect}
 * @param config for {@code check config}
 * @param webConfig for {@code check web-config}
 * @param router for {@code check router}
 * @param receiverTest for {@code notify test}
 */
public record Runners(
        ServeRunner serve,
        CollectRunner collect,
        ConfigurationCheck config,
        FileCheck webConfig,
        FileCheck router,
        NotifyRunner receiverTest) {}
