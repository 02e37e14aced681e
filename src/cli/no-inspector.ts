/**
 * Without a listener, Node answers SIGUSR1 by opening its inspector on 127.0.0.1:9229, where any program of this machine
 * may then run code in the server. With one, the signal does nothing. Import this before modules that take long to load.
 * `--disable-sigusr1`, where the command line of node is ours to choose, also covers the time before.
 * Source: Node.js docs, process, "Signal events".
 */
process.on('SIGUSR1', () => {});
