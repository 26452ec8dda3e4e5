// Command worker is Petri's trainer: a web worker in the browser, and a
// program that speaks the same protocol as JSON lines everywhere else.
package main

import "petri/web/worker"

func main() { worker.Port() }
