portalSearch("en/4",[[18,"data/sources/","Table: Sources"],[18,"data/terms/","Table: Glossary"],[18,"data/datasets/","Table: Data"]]);
