// Package runner is the page's handle on its worker. It starts the worker,
// sends it commands, keeps the newest snapshot of the run in memory, and when
// a worker dies starts another that goes on from there.
//
// All of it runs on one goroutine: a Port must deliver what it hears there.
package runner
