/** Functions over texts which both Prometheus and Alertmanager give to templates. */
@NullMarked
package io.hypervigil.alerting.template.text;

import org.jspecify.annotations.NullMarked;
