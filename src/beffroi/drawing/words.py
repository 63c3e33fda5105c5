"""Words of a drawn town: names of streets, shops and places, none of them a real one on purpose."""

TOWN = "Valbray-sur-Aubrelle"
COMMUNE, POSTCODE, DEPARTMENT, REGION = "96001", "96000", "96", "96"
EPCI, EPCI_NAME = "299600019", "CA Valbray Agglomération"
RIVER = "L'Aubrelle"
NEIGHBOURS = (
    "Chantebrie", "Marsolle-la-Forêt", "Saint-Aubrel", "Montfauve-le-Vieux", "La Rochebruyère",
    "Sauvigné-les-Prés", "Orvelle", "Belfroy", "Tourvalon", "Croix-Aubrelle", "Villemorte-aux-Bois",
)  # fmt: skip
MAIN_STREET = "Rue de la République"
STATION_AVENUE = "Avenue de la Gare"
BRIDGE_STREET = "Rue du Vieux-Pont"
BOULEVARDS = ("Boulevard des Remparts", "Boulevard Victor-Hugo", "Boulevard du Mail",
              "Boulevard de la Liberté", "Boulevard Carnot",
    "Boulevard des Promenades")  # fmt: skip
QUAYS = ("Quai des Tanneurs", "Quai de la Brèche", "Quai du Port", "Quai des Lavandières",
         "Quai du Moulin")  # fmt: skip
OLD = (
    "Rue des Tanneurs", "Rue des Drapiers", "Rue du Four", "Rue de l'Horloge", "Rue aux Fèvres",
    "Rue du Puits", "Rue de la Poterne", "Rue des Cordeliers", "Rue des Ursulines",
    "Rue du Beffroi",
    "Rue Saint-Nicolas", "Rue Saint-Martin", "Rue de la Boucherie", "Rue au Beurre", "Rue aux Oies",
    "Rue de la Poissonnerie", "Rue des Orfèvres", "Rue du Grenier-à-Sel", "Rue de l'Échiquier",
    "Rue des Trois-Rois", "Rue du Lion-d'Or", "Rue de la Monnaie", "Rue des Capucins",
    "Rue du Collège", "Rue de l'Abreuvoir", "Rue Creuse", "Rue Haute", "Rue Basse",
    "Rue Vieille", "Rue du Cloître", "Rue des Chanoines", "Rue de la Halle",
    "Rue Notre-Dame", "Rue des Carmes", "Rue du Change", "Rue des Pèlerins",
    "Rue du Chapeau-Rouge",
    "Rue de la Harpe", "Rue du Pot-d'Étain", "Rue des Teinturiers", "Rue du Marché-aux-Grains",
    "Rue de l'Hôtel-Dieu", "Rue du Palais", "Rue de la Prévôté", "Rue Saint-Jacques",
    "Rue Sainte-Catherine", "Rue des Bouchers", "Rue du Pilori", "Rue de la Tour",
    "Rue du Guet", "Rue des Lices", "Rue du Rempart", "Rue des Minimes", "Rue des Jacobins",
    "Rue de l'Arquebuse", "Rue du Bourg-Neuf", "Rue des Gantiers", "Rue du Cheval-Blanc",
)  # fmt: skip
REPUBLIC = (
    "Gambetta", "Jules-Ferry", "Émile-Zola", "Jean-Jaurès", "Pasteur", "Thiers", "Voltaire",
    "Diderot", "Lamartine", "Michelet", "Kléber", "Lazare-Carnot", "Ledru-Rollin", "Arago",
    "Raspail", "Marceau", "du 8-Mai-1945", "du 11-Novembre", "du 4-Septembre", "de Verdun",
    "de la Marne", "de Strasbourg", "de Belfort", "de Metz", "de la Paix", "de l'Égalité",
    "de la Fraternité", "du Général-Leclerc", "du Maréchal-Foch", "Anatole-France",
    "Aristide-Briand",
    "Louise-Michel", "Marie-Curie", "Claude-Bernard", "Denis-Papin", "Ampère", "Parmentier",
    "Jean-Moulin", "Pierre-Brossolette", "de la Résistance", "des Martyrs", "du Stade",
    "de l'Abattoir", "de l'Usine", "des Filatures", "de la Tannerie", "du Gaz", "de la Verrerie",
    "des Jardins", "des Maraîchers", "du Champ-de-Foire", "de la Caserne", "du Moulin-à-Vent",
)  # fmt: skip
NATURE = (
    "des Acacias", "des Aubépines", "des Bleuets", "des Bouleaux", "des Bruyères", "des Camélias",
    "des Cèdres", "des Cerisiers", "des Charmes", "des Châtaigniers", "des Chênes",
    "des Églantiers",
    "des Érables", "des Frênes", "des Genêts", "des Glycines", "des Hêtres", "des Hortensias",
    "des Iris", "des Jonquilles", "des Lauriers", "des Lavandes", "des Lilas", "des Magnolias",
    "des Marronniers", "des Mésanges", "des Merles", "des Mimosas", "des Muguets", "des Myosotis",
    "des Noisetiers", "des Noyers", "des Ormes", "des Peupliers", "des Pervenches", "des Pinsons",
    "des Platanes", "des Pommiers", "des Primevères", "des Roitelets", "des Rossignols",
    "des Saules",
    "des Sorbiers", "des Tilleuls", "des Tourterelles", "des Troènes", "des Tulipes",
    "des Violettes",
    "du Clos", "du Verger", "de la Fontaine", "du Lavoir", "de la Garenne", "du Coteau",
    "de la Prairie", "du Bois-Joli", "du Pré-Vert", "de la Source", "des Vignes",
    "de la Croix-Blanche",
    "de Bretagne", "d'Anjou", "du Berry", "de Sologne", "de Touraine", "du Poitou", "d'Auvergne",
    "de Bourgogne", "de Picardie", "du Nivernais", "de Provence", "de Gascogne", "du Béarn",
    "Claude-Debussy", "Maurice-Ravel", "Georges-Bizet", "Hector-Berlioz", "Gabriel-Fauré",
    "Auguste-Renoir", "Claude-Monet", "Paul-Cézanne", "Berthe-Morisot", "Camille-Claudel",
    "George-Sand", "Colette", "Jules-Verne", "Saint-Exupéry", "Alphonse-Daudet", "Marcel-Pagnol",
)  # fmt: skip
WORKS = (
    "de l'Industrie", "de l'Artisanat", "des Métiers", "du Commerce", "de la Logistique",
    "Nicéphore-Niépce", "Joseph-Jacquard", "Louis-Blériot", "Clément-Ader", "Gustave-Eiffel",
    "des Entrepreneurs", "de l'Innovation", "des Compagnons", "de la Briqueterie", "des Sablons",
)  # fmt: skip
FIRST = (
    "Adèle", "Alexandre", "Alice", "Antoine", "Armand", "Auguste", "Blanche", "Camille", "Célestin",
    "Clémence", "Denise", "Edmond", "Élise", "Émile", "Ernest", "Eugénie", "Félix", "Fernand",
    "Gabrielle", "Gaston", "Germaine", "Henri", "Irène", "Joseph", "Juliette", "Léon", "Louise",
    "Lucien", "Madeleine", "Marcel", "Marguerite", "Marthe", "Maurice", "Octave", "Paul", "Pauline",
    "René", "Robert", "Simone", "Suzanne", "Théodore", "Victor", "Yvonne",
)  # fmt: skip
LAST = (
    "Aubertin", "Baudrillon", "Bellanger", "Besnardeau", "Boisrenard", "Bonnefille", "Brissot",
    "Cadoret", "Chabrelle", "Chantereau", "Charpentreau", "Clairvaux", "Corbinais", "Courtepée",
    "Daubrelle", "Delorval", "Desmoulières", "Drouinot", "Dutertre", "Fauconnet", "Ferrandon",
    "Fontenelle", "Fromentin", "Gaillardon", "Garnisson", "Godelier", "Grandjouan", "Guérinot",
    "Hautecoeur", "Jolivard", "Lachenal", "Lalouette", "Lambertin", "Lecourtois", "Maillefer",
    "Malherbault", "Marchandeau", "Mauvoisin", "Mercadier", "Montreuillon", "Morinval", "Nivelleau",
    "Pailleron", "Perrodin", "Pichonnat", "Poncelet", "Quesnault", "Rabourdin", "Renaudot",
    "Roussillat", "Sauvageot", "Taillandier", "Thibaudin", "Vaillandet", "Verdonnet", "Vigneron",
)  # fmt: skip
ALIAS = (
    "du Beffroi", "de la Halle", "du Vieux-Pont", "de l'Aubrelle", "du Marché", "de la Poterne",
    "des Remparts", "de la République", "du Mail", "du Centre", "de la Place", "de l'Horloge",
)  # fmt: skip
