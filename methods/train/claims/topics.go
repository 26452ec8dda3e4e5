package main

import (
	"fmt"
	"slices"
	"strings"
)

// A topic is what can be measured alone.
type topic struct {
	name    string
	do      func(w worker, all map[string]measured) (open int, err error) // its runs, and what is measured
	studies func() []study                                                // whose tables are printed
	claims  func() []claim
}

// topics lists them all, in the order in which they are measured.
var topics = []topic{
	{"masks", worker.masks, nil, masks},
	{"prompts", worker.prompts, nil, func() []claim { return slices.Concat(prompts(), language()) }},
	{"transfers", of(transferred), transferred, transfers},
	{"dimensions", of(dims), dims, func() []claim { return slices.Concat(curve(), dimensions()) }},
}

func of(studies func() []study) func(worker, map[string]measured) (int, error) {
	return func(w worker, all map[string]measured) (int, error) { return w.work(studies(), all) }
}

func topicNames() string {
	var names []string
	for _, t := range topics {
		names = append(names, t.name)
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// choose returns the topic of that name; without a name all of them.
func choose(name string) ([]topic, error) {
	if name == "" {
		return topics, nil
	}
	i := slices.IndexFunc(topics, func(t topic) bool { return t.name == name })
	if i < 0 {
		return nil, fmt.Errorf("there is no topic %q: choose %s, or none for all", name, topicNames())
	}
	return topics[i : i+1], nil
}
