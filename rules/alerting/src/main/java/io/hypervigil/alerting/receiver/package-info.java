/**
 * The services that people are told by: each kind's settings as Alertmanager's configuration file
 * has them, and the request that each makes.
 */
@NullMarked
package io.hypervigil.alerting.receiver;

import org.jspecify.annotations.NullMarked;
