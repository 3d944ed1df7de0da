/**
 * Whose a GPU is, and who had how much of it.
 *
 * <p><b>Who owns.</b> Owners are those who hold a GPU by configuration, and those whose processes
 * or virtual GPUs are on it now; of an owner who does both, only the configuration counts, GPU by
 * GPU. What runs on a GPU beside its configured owners is an owner of it as well.
 *
 * <p><b>Shares.</b> A share that a claim says stands. A part of known size (a MIG instance, a
 * virtual GPU) is divided evenly among those who hold it. What is left of the GPU then is divided
 * evenly among those of whom nothing is known: of a GPU that n owners claim and no more is said of,
 * each has 1/n.
 *
 * <p><b>Instances.</b> A process that runs in an instance of a divided GPU has that instance, not
 * the GPU. The driver does not tell what it had of the multiprocessors; the processes of an
 * instance are taken to have had even parts of what the instance did, where its monitors say.
 *
 * <p><b>Whose a process is.</b> It belongs to one owner: of those who claim it (by PID, then by the
 * longest path of a control group) and those that its control group names (a pod before its
 * container), the first who holds the GPU by configuration, or else the first of all, or else the
 * process itself. So nothing is counted twice.
 *
 * <p><b>Energy.</b> What a GPU used since the last round goes to the owners by how much of its
 * streaming multiprocessors they had. Where none had any, or the driver does not say, it goes to
 * the configured owners by their shares; what is then left of it belongs to nobody and is in no
 * series. So all owners together never have more than the GPU used while this process looked.
 *
 * <p><b>Energy of instances without monitors.</b> Before Hopper nothing tells what the instances of
 * a divided GPU do. There it is an estimate: each owner has the energy of the compute slices that
 * he has, whether they were given to him or he runs in them, and those of nobody's belong to
 * nobody. No share of the multiprocessors is guessed.
 */
@NullMarked
package io.hypervigil.nvml.owner;

import org.jspecify.annotations.NullMarked;
