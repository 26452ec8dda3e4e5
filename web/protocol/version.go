package protocol

// Version names the build that this program belongs to. The site generator
// sets it, in the page's program and the worker's alike, to a hash of the
// sources; the worker says it in its Ready event, so that a page never talks to
// a worker of another build.
var Version = "dev"
