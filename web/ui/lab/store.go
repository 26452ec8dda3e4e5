package lab

import "encoding/json"

// Store keeps things as JSON across reloads, each under a number of its own.
type Store interface {
	Next() int // a number that nothing has, in no tab
	Keep(id int, item []byte)
	Forget(id int)
	All() [][]byte // in the order of their numbers
}

// Checkpoints keeps one run, which is under way, to go on with after a reload.
type Checkpoints interface {
	Keep(run, snapshot []byte)
	Forget()
}

// Next is the number after last or, if the store has counted further, one that
// nothing there has.
func Next(s Store, last int) int {
	if s == nil {
		return last + 1
	}
	return max(last+1, s.Next())
}

// Keep stores a thing under its number, if there is a store.
func Keep(s Store, id int, thing any) {
	if s == nil {
		return
	}
	b, err := json.Marshal(thing)
	if err != nil { // what is kept holds nothing that JSON lacks
		panic("lab: what is to be kept does not encode: " + err.Error())
	}
	s.Keep(id, b)
}
