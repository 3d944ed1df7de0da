/** The Kubernetes collector: which pod has which devices, as the kubelet of this node says. */
@NullMarked
package io.hypervigil.kubernetes;

import org.jspecify.annotations.NullMarked;
