package main

import "strings"

// An option is an answer that may be asked for, and the words that call for it.
type option struct {
	name  string
	words []string
}

func opt(name, words string) option { return option{name, strings.Fields(words)} }

// topics are what passages are about. A passage that says the name of a topic is
// not asked about it, so that no answer can be copied.
var topics = []option{
	opt("sea", `ship ships boat boats sail sails sailed sailing water waters wave waves ocean deck mast masts vessel vessels
		anchor harbor harbors crew sailor sailors voyage oars fleet whaleman whalemen steamers tide`),
	opt("war", `army military soldier soldiers troops enemy enemies battle battles weapons victory fight fighting attack attacks
		forces armed invasion conflict aggression bomb missiles militia rebellion terrorists hostilities`),
	opt("money", `dollars dollar tax taxes debt treasury budget revenue revenues cost costs price prices bank banks gold silver
		pay paid currency expenditures deficit funds spending loan cents appropriation appropriations inflation`),
	opt("law", `court courts justice judge judges legal crime crimes criminal criminals constitution constitutional statute statutes legislation
		bill jury trial police enacted amendment laws lawful prison`),
	opt("body", `hand hands head heads eye eyes foot feet leg legs heart hearts blood face faces bones bone mouth teeth
		ear ears finger fingers neck shoulder shoulders flesh skin brain lips`),
	opt("god", `heaven heavens divine providence prayer prayers pray holy soul souls almighty blessing blessings lord church
		faith christian christians religion religious sacred prophet bless gods worship`),
	opt("beast", `whale whales fish fishes shark sharks horse horses dog dogs animal animals creature creatures leviathan bird birds
		elephant lion cattle monster tail fin flukes`),
	opt("time", `year years day days hour hours month months week weeks minute minutes moment century centuries morning
		evening yesterday tomorrow today tonight decade decades season`),
	opt("home", `house houses family families door room bed table mother father wife husband child children housing
		parents homes household kitchen roof`),
	opt("land", `soil acres farm farms field fields territory territories mountain mountains hill hills forest forests island islands
		continent ground valley prairie desert earth lands boundary frontier`),
	opt("work", `labor job jobs worker workers workmen employment employed unemployment employees employers industry industries
		factory factories wages business carpenter blacksmith toil task tasks laborers trade`),
	opt("people", `citizens citizen person persons population community communities society americans voters mankind crowd men
		women man woman nations fellow public`),
}

// pronouns are who speaks or is spoken of.
var pronouns = []option{
	opt("i", "i me my mine myself"),
	opt("we", "we us our ours ourselves"),
	opt("he", "he him his himself"),
	opt("you", "you your yours yourself thou thee thy thine"),
	opt("they", "they them their theirs themselves"),
}
